"""Everything in Glassnet that is true without a screen. Nothing here imports streamlit."""
