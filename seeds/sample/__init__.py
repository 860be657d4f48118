"""The bundled sample archive: its content, and how it is made of that; see README.md."""
