using Ao.Commands;

namespace Ao.Plugins.Git.Tests;

/// <summary>Plants in a workspace everything that is known to make git start programs. Each leaves a file of its name when it does.</summary>
internal static class PlantedVectors
{
    private static readonly string[] s_hooks = ["applypatch-msg", "fsmonitor-watchman", "post-checkout", "post-commit", "post-index-change", "post-merge", "post-receive", "post-rewrite", "post-update", "pre-auto-gc", "pre-commit", "pre-push", "pre-receive", "prepare-commit-msg", "proc-receive", "push-to-checkout", "reference-transaction", "sendemail-validate", "update"];

    /// <summary>Plants the vectors.</summary>
    public static async Task PlantAsync(string workspace, string canaries, string outside, CancellationToken cancellationToken)
    {
        var script = $$"""
            set -e
            export HOME="$PWD/.git"
            canary() { printf '#!/bin/sh\ntouch "%s/%s"\n[ %s != filter ] || cat\nexit 0\n' "$C" "$1" "$1" > ".git/canary-$1"; chmod 755 ".git/canary-$1"; echo "$PWD/.git/canary-$1"; }
            # 1 hooks, in both places
            mkdir -p .git/hooks .git/myhooks
            for hook in {{string.Join(' ', s_hooks)}}; do cp "$(canary hooks)" ".git/hooks/$hook"; cp "$(canary hooks)" ".git/myhooks/$hook"; done
            # 4 a driver for differences and merges, 3 filters, for every file; 11 links
            printf '* filter=evil diff=evil merge=evil\n' > .gitattributes
            ln -s /etc/passwd link-out; ln -s / link-root; mkdir deep; ln -s ../../../.. deep/up
            printf 'x' > plain.txt; git add plain.txt link-out link-root deep; git -c user.name=a -c user.email=a@b.invalid commit -qm planted
            # 6 an embedded bare repository, 8 a submodule with a fsmonitor of its own
            git init -q --bare embedded; git -C embedded --git-dir=. config core.fsmonitor "$(canary bare)"; git -C embedded --git-dir=. config core.worktree "$PWD"
            git init -q sub; (cd sub; git -c user.name=a -c user.email=a@b.invalid commit -q --allow-empty -m s)
            git -C sub config core.fsmonitor "$(canary submodule)"; mkdir -p sub/.git/hooks; for hook in {{string.Join(' ', s_hooks)}}; do cp "$(canary submodule)" "sub/.git/hooks/$hook"; done
            printf '[submodule "sub"]\n\tpath = sub\n\turl = ext::sh -c touch%% %s/submodule\n' "$C" > .gitmodules
            git -c core.hooksPath=/dev/null add .gitmodules sub; git -c core.hooksPath=/dev/null -c user.name=a -c user.email=a@b.invalid commit -qm sub; printf y > sub/new; git config submodule.sub.update "!$(canary submodule)"
            # 10 alternates, with the command that lists their references
            printf '%s/objects\n' "$OUTSIDE" >> .git/objects/info/alternates; git config core.alternateRefsCommand "$(canary alternates)"
            # 7 upload-pack, 9 ssh, 12 credentials, 5 addresses
            git config uploadpack.packObjectsHook "$(canary uploadpack)"; git config uploadarchive.allowUnreachable true
            git config core.sshCommand "$(canary ssh)"; git config core.gitProxy "$(canary ssh)"; git config core.askPass "$(canary credential)"; git config credential.helper "!$(canary credential)"
            git config url."ext::$(canary address) ".pushInsteadOf /; git config url."ext::$(canary address) ".insteadOf "$OUTSIDE"; git config protocol.ext.allow always; git config remote.origin.uploadpack "$(canary address)"; git config remote.origin.receivepack "$(canary address)"; git config remote.pushDefault origin
            git config extensions.partialClone origin; git config remote.origin.promisor true; git config core.repositoryFormatVersion 1
            git config diff.external "$(canary diff)"; git config diff.evil.command "$(canary diff)"; git config diff.evil.textconv "$(canary diff)"; git config merge.evil.driver "$(canary diff)"; git config core.pager "$(canary diff)"; git config core.editor "$(canary diff)"; git config gpg.program "$(canary diff)"; git config commit.gpgSign true
            git config filter.evil.required true; git config filter.evil.clean "$(canary filter)"; git config filter.evil.smudge "$(canary filter)"
            git config core.hooksPath "$PWD/.git/myhooks"
            # 2 last, because it takes part in each command from here on
            git config core.fsmonitor "$(canary fsmonitor)"
            """;
        var result = await new CommandRunner(TimeProvider.System).RunAsync(
            new CommandRequest { Command = new CommandLine("sh", "-c", script), WorkingDirectory = workspace, Environment = new Dictionary<string, string?> { ["C"] = canaries, ["OUTSIDE"] = outside, ["GIT_CONFIG_NOSYSTEM"] = "1" } },
            cancellationToken);
        Assert.True(result.Succeeded, result.Error);
        Directory.Delete(canaries, recursive: true);
        Directory.CreateDirectory(canaries);
    }
}
