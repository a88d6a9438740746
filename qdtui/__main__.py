"""`python -m qdtui` and the console command `qdtui`."""

from qdtui.cli import main

if __name__ == "__main__":
    main()
