"""Tallystick for programs that speak MCP: reading, checking and looking up as tools, each answer bounded."""
