"""From enterprises' returns to indicators: edited, imputed, added up, compared like for like, and told how."""
