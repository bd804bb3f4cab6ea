"""What a host must know of a site: headers, redirects and a domain, in the forms that hosts and web servers read."""

from generator.render.hosts.caddy import caddyfile
from generator.render.hosts.files import HOST_FILES, check_host_files
from generator.render.hosts.hosted import Hosted, hosted
from generator.render.hosts.nginx import nginx_server

__all__ = ["HOST_FILES", "Hosted", "caddyfile", "check_host_files", "hosted", "nginx_server"]
