"""What a recipe does to the values of a link group before they are added up, with marks of what was changed."""
