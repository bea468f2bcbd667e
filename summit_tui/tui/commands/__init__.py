"""The commands of the interface: windows, help, leaving. The rest are the session's."""
