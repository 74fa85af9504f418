from whitenoise.storage import CompressedManifestStaticFilesStorage


class BundledStorage(CompressedManifestStaticFilesStorage):
    """Static files with a fingerprint in the name, and compressed beside it."""
