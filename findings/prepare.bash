# shellcheck shell=bash
# What every finding does first: a temporary folder that goes away again, and pinned packages in it.
# A package that is not to be had ends it with 2: nothing was tried, so nothing can have changed.

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
work=$(mktemp -d "${TMPDIR:-/tmp}/finding.XXXXXX")
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 2

not_tried() {
    echo "not tried: $1"
    [ -z "${2:-}" ] || tail -n 5 "$2"
    exit 2
}

# Afterwards $python runs with these packages, with ours nowhere on its path but for telling.py.
python_with() {
    {
        python3 -m venv packages
        packages/bin/pip install -q --disable-pip-version-check "$@"
    } >install.log 2>&1 || not_tried "no $*" install.log
    mkdir telling
    cp "$here/telling.py" telling/
    export PYTHONPATH=$work/telling PYTHONWARNINGS=ignore PYTHONDONTWRITEBYTECODE=1
    # shellcheck disable=SC2034  # for the finding
    python=$work/packages/bin/python
    packages/bin/pip list --format freeze --disable-pip-version-check 2>install.log |
        grep -iF -f <(printf '%s\n' "${@%%[\[=]*}" | sed 's/$/==/') | tr '\n' ' '
    python3 --version
}

node_with() {
    command -v npm >install.log || not_tried "no npm"
    npm install --silent --no-audit --no-fund --ignore-scripts "$@" >install.log 2>&1 ||
        not_tried "no $*" install.log
    echo "$* node $(node --version)"
}
