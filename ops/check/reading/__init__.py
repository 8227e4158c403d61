"""From files, folders, standard input and clusters to what rules look at, with line numbers."""
