"""``python -m generator`` runs the command ``handbook``."""

from generator.cli import main

main()
