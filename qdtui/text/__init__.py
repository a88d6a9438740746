"""Chinese text toolkit for plugin authors."""
