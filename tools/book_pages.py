"""Local Sphinx extension."""
def setup(app):
    return {"version": "1"}
