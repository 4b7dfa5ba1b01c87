"""The learned part: forests that review what the rules have found."""
