"""The namespaces and terms of the RDF export (docs/rdf.md); our own terms are described in ``kadry.ttl``."""

from functools import cache

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
XSD = "http://www.w3.org/2001/XMLSchema#"
DCAT = "http://www.w3.org/ns/dcat#"
DCTERMS = "http://purl.org/dc/terms/"
FOAF = "http://xmlns.com/foaf/0.1/"
OA = "http://www.w3.org/ns/oa#"
OWL = "http://www.w3.org/2002/07/owl#"
ORG = "http://www.w3.org/ns/org#"
PROV = "http://www.w3.org/ns/prov#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
TIME = "http://www.w3.org/2006/time#"
KADRY = "https://kadry.example/ns#"

# sorted, as every syntax that has prefixes shows them
PREFIXES = {
    "dcat": DCAT,
    "dcterms": DCTERMS,
    "foaf": FOAF,
    "kadry": KADRY,
    "oa": OA,
    "org": ORG,
    "owl": OWL,
    "prov": PROV,
    "rdf": RDF,
    "rdfs": RDFS,
    "skos": SKOS,
    "time": TIME,
    "xsd": XSD,
}

TYPE = RDF + "type"
LABEL = RDFS + "label"
XSD_BOOLEAN = XSD + "boolean"
XSD_DATE = XSD + "date"
XSD_DATE_TIME = XSD + "dateTime"
XSD_DECIMAL = XSD + "decimal"
XSD_NUMBER = XSD + "nonNegativeInteger"
XSD_YEAR = XSD + "gYear"
XSD_YEAR_MONTH = XSD + "gYearMonth"

DOCUMENT = FOAF + "Document"
PERSON = FOAF + "Person"
NAME = FOAF + "name"

DATASET = DCAT + "Dataset"
START_DATE = DCAT + "startDate"
END_DATE = DCAT + "endDate"

CREATED = DCTERMS + "created"
CREATOR = DCTERMS + "creator"
DATE = DCTERMS + "date"
IDENTIFIER = DCTERMS + "identifier"
ISSUED = DCTERMS + "issued"
LANGUAGE = DCTERMS + "language"
PERIOD = DCTERMS + "PeriodOfTime"
REPLACED_BY = DCTERMS + "isReplacedBy"
SOURCE = DCTERMS + "source"
TEMPORAL = DCTERMS + "temporal"
TITLE = DCTERMS + "title"

CONCEPT = SKOS + "Concept"
PREFERRED = SKOS + "prefLabel"
ALTERNATIVE = SKOS + "altLabel"

MEMBERSHIP = ORG + "Membership"
ORGANIZATION = ORG + "Organization"
POST = ORG + "Post"
ROLE = ORG + "Role"
HOLDS = ORG + "holds"
HAS_MEMBER = ORG + "member"
HAS_ORGANIZATION = ORG + "organization"
HAS_ROLE = ORG + "role"
MEMBER_DURING = ORG + "memberDuring"
POST_IN = ORG + "postIn"
PART_OF = ORG + "subOrganizationOf"

SAME_AS = OWL + "sameAs"

INTERVAL = TIME + "Interval"

AGENT = PROV + "SoftwareAgent"
ATTRIBUTION = PROV + "Attribution"
HAS_AGENT = PROV + "agent"
ATTRIBUTED_TO = PROV + "wasAttributedTo"
DERIVED_FROM = PROV + "wasDerivedFrom"
QUALIFIED_ATTRIBUTION = PROV + "qualifiedAttribution"

SPECIFIC_RESOURCE = OA + "SpecificResource"
QUOTE_SELECTOR = OA + "TextQuoteSelector"
POSITION_SELECTOR = OA + "TextPositionSelector"
HAS_SOURCE = OA + "hasSource"
HAS_SELECTOR = OA + "hasSelector"
EXACT = OA + "exact"
START = OA + "start"
END = OA + "end"

CLAIM = KADRY + "RoleClaim"
ABOUT_PERSON = KADRY + "person"
ABOUT_POST = KADRY + "post"
ACTING = KADRY + "acting"
CHANGE = KADRY + "change"
CONFIDENCE = KADRY + "confidence"
COPY_OF = KADRY + "copyOf"
COUNTRY = KADRY + "country"
EVIDENCE = KADRY + "evidence"
FOLLOWED_BY = KADRY + "followedBy"
FORMERLY_HELD = KADRY + "formerlyHeld"
HELD_AS_OF = KADRY + "heldAsOf"
KNOWN_AT = KADRY + "knownAt"
OBSERVED = KADRY + "observed"
ORGANIZATION_AS_WRITTEN = KADRY + "organizationAsWritten"
ORGANIZATION_INFERRED = KADRY + "organizationInferred"
PERSON_AS_WRITTEN = KADRY + "personAsWritten"
REPORTED = KADRY + "reported"
ROLE_AS_WRITTEN = KADRY + "roleAsWritten"
ROLE_CLASS = KADRY + "roleClass"
SOURCE_COUNT = KADRY + "sourceCount"
STATUS = KADRY + "status"
UNSPECIFIED = KADRY + "unspecified"

SINCE = KADRY + "since"
UNTIL = KADRY + "until"
TERM_UNTIL = KADRY + "termUntil"
START_EARLIEST = KADRY + "startEarliest"
START_LATEST = KADRY + "startLatest"
END_EARLIEST = KADRY + "endEarliest"
END_LATEST = KADRY + "endLatest"

SUPPORTS = KADRY + "supports"
STARTS = KADRY + "starts"
ENDS = KADRY + "ends"
DENIES = KADRY + "denies"
PLANS = KADRY + "plans"
REPORTS = KADRY + "reports"

SCENE_CLAIM = KADRY + "SceneClaim"
TELLS = KADRY + "tells"
NAMED_AS_WRITTEN = KADRY + "namedAsWritten"

RELATION = KADRY + "Relation"
OF_BODY = KADRY + "body"
RELATED_AS = KADRY + "relatedAs"
TO_BODY = KADRY + "otherBody"
OVER = KADRY + "over"
DECIDED_BY = KADRY + "decidedBy"
BY_DECISION = KADRY + "byDecision"

DECISION = KADRY + "Decision"
EVENT = KADRY + "Event"
KIND = KADRY + "kind"
ISSUER = KADRY + "issuer"
ISSUER_AS_CALLED = KADRY + "issuerAsCalled"
PLACE = KADRY + "place"
STANDING = KADRY + "standing"

INVOLVEMENT = KADRY + "Involvement"
INVOLVES = KADRY + "involves"
INVOLVED = KADRY + "involved"
INVOLVED_AS = KADRY + "involvedAs"
AS_CALLED = KADRY + "asCalled"
ON_TENURE = KADRY + "onTenure"

SUCCESSION = KADRY + "Succession"
SUCCESSOR = KADRY + "successor"
PREDECESSOR = KADRY + "predecessor"
VACANT = KADRY + "vacant"
AT_BODY = KADRY + "atBody"
ROLE_AS_CALLED = KADRY + "roleAsCalled"

JUDGEMENT = KADRY + "Judgement"
JUDGES = KADRY + "judges"
REASON = KADRY + "reason"

# every term above, and the namespaces
TERMS = frozenset(value for value in list(globals().values()) if isinstance(value, str) and value.startswith("http"))


@cache
def compact(iri: str) -> str:
    """An IRI of the vocabulary as a prefixed name."""
    prefix, namespace = next(item for item in PREFIXES.items() if iri.startswith(item[1]))
    return f"{prefix}:{iri[len(namespace) :]}"
