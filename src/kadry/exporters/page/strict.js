"use strict"; // for all that follows: the files of the page are one script
