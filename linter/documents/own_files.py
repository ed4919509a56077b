"""dsalint's own files against their schemas: the first mistake stops the run, with its place."""

from dsalint.linter.documents.problems import schema_problems
from dsalint.linter.source.yamlfile import YamlFile, read_yaml_file


def read_own_file(schema: str, path: str, shown: str = "") -> YamlFile:
    """Read a file in one of dsalint's own formats.

    Args:
        schema: name of its schema: config, rule, profile or csv-mapping.
        path: the file.
        shown: how messages call it, if not by its path.

    Raises:
        UserError: it cannot be read, or does not fit its schema; with place and suggestion.
    """
    file = read_yaml_file(path, shown)
    for problem in schema_problems(schema, file.value):
        file.fail(problem.path, problem.message, problem.fix, problem.on_key)
    return file
