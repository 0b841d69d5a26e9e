"""Object storage by the protocol of S3, through boto3, which is an optional dependency. The only module that knows it."""

from typing import Any
from urllib.parse import urlsplit

from generator.source.problems import Told


class NoStore(Told):
    """The store cannot be used; the message says why and what helps."""


class ObjectStore:
    """The objects of a bucket below a prefix. ``address``: ``s3://bucket`` or ``s3://bucket/prefix``; ``endpoint``: address of
    the server, where it is not Amazon's. Keys and region come from the environment or the files that boto3 reads.

    Its methods raise ``NoStore``, whatever went wrong with the server or the keys.
    """

    def __init__(self, address: str, endpoint: str | None = None) -> None:
        parts = urlsplit(address)
        if parts.scheme != "s3" or not parts.netloc:
            raise NoStore(f"读不懂 {address}。应写成 s3://存储桶 或 s3://存储桶/文件夹。")
        try:
            import boto3
            from botocore.config import Config
            from botocore.exceptions import BotoCoreError, ClientError
        except ImportError as error:
            raise NoStore("上传要用 boto3，还没有安装：pip install 'policy-handbook[upload]'。") from error
        self._bucket, self._prefix = parts.netloc, f"{parts.path.strip('/')}/".lstrip("/")
        self._wrong = (BotoCoreError, ClientError)
        self._missing = ClientError
        try:
            # Newer checksums of requests are not understood by every server of this protocol.
            config = Config(request_checksum_calculation="when_required", response_checksum_validation="when_required")
            self._client: Any = boto3.client("s3", endpoint_url=endpoint, config=config)
        except (BotoCoreError, ValueError) as error:
            raise NoStore(f"不能连接对象存储：{error}") from error

    def get(self, path: str) -> bytes | None:
        """The content of an object; ``None`` if there is none."""
        try:
            return bytes(self._client.get_object(Bucket=self._bucket, Key=self._prefix + path)["Body"].read())
        except self._wrong as error:
            if isinstance(error, self._missing) and error.response["Error"]["Code"] in ("NoSuchKey", "404"):
                return None
            raise self._told(error) from error

    def put(self, path: str, data: bytes, kind: str, cache: str) -> None:
        try:
            self._client.put_object(
                Bucket=self._bucket, Key=self._prefix + path, Body=data, ContentType=kind, CacheControl=cache
            )
        except self._wrong as error:
            raise self._told(error) from error

    def delete(self, path: str) -> None:
        """Delete an object; one that is not there is no error."""
        try:
            self._client.delete_object(Bucket=self._bucket, Key=self._prefix + path)
        except self._wrong as error:
            raise self._told(error) from error

    def _told(self, error: Exception) -> NoStore:
        return NoStore(f"对象存储没有照办：{error}。已经上传的不影响网站，排除原因后再运行一次即可。")
