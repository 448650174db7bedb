# Pieces that the commands of this folder share; sourced with `root` set to the top of the checkout.

# Install what is missing of these packages. CI_WITHOUT_APT, or no right to, says so and goes on.
install_packages() {
    if [ $# = 0 ] || [ -n "${CI_WITHOUT_APT:-}" ]; then
        return
    fi
    if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
        echo "please install:" "$@" >&2
        return
    fi
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -q
    apt-get install -qy --no-install-recommends "$@"
}

# What git knows of or would add: no virtual environment, no caches, no databases.
existing_files() {
    git -c safe.directory="$root" -C "$root" ls-files -z --cached --others --exclude-standard |
        while IFS= read -r -d '' file; do
            if [ -e "$root/$file" ]; then printf '%s\0' "$file"; fi
        done
}

# A clean copy of the checkout in a new folder; cases kept beside the checkout go on being found.
copy_checkout() {
    mkdir "$1"
    existing_files | tar -C "$root" --null -T - -cf - | tar -C "$1" --no-same-owner -xf -
    if [ -d "$root/../shared" ]; then
        export WORKBENCH_SHARED="${WORKBENCH_SHARED:-$(cd "$root/../shared" && pwd)}"
    fi
}

# Whether Debian's PostgreSQL can run here: what makes a server, and not its client alone, and an
# account with a name, which that asks for.
has_server() { compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null && id -un >/dev/null 2>&1; }
