from reference import as_package

as_package(__name__)
