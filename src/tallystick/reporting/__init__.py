"""What people look at: tables, exports, charts and the annotated release."""
