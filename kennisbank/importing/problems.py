"""What stops an import: said in one Dutch sentence, to the person who chose the file."""


class ImportProblem(Exception):
    """A file that cannot be imported; the message is one complete Dutch sentence."""


class TooLarge(ImportProblem):
    """A file that is whole, perhaps, but takes more memory or time than we give one."""
