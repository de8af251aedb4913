using Ao.Commands;

namespace Ao.Plugins.Git.Tests;

/// <summary>Plants in a workspace everything that is known to make git start programs. Each leaves a file of its name when it does.</summary>
internal static class PlantedVectors
{
    private static readonly string[] s_hooks = ["applypatch-msg", "fsmonitor-watchman", "post-checkout", "post-commit", "post-index-change", "post-merge", "post-receive", "post-rewrite", "post-update", "pre-auto-gc", "pre-commit", "pre-push", "pre-receive", "prepare-commit-msg", "proc-receive", "push-to-checkout", "reference-transaction", "sendemail-validate", "update"];

    /// <summary>Gets for each vector a plain use of git under which it fires, to show that it is no dud. The twelfth, links, starts no program in any git: what it does is lead a reader out of the workspace.</summary>
    /// <remarks>git heeds <c>uploadpack.packObjectsHook</c> from protected configuration alone, so of upload-pack it is the program of the remote that can fire.</remarks>
    public static IReadOnlyDictionary<string, string> Controls { get; } = new Dictionary<string, string>
    {
        ["hooks"] = "git commit --allow-empty -m x",
        ["fsmonitor"] = "git status",
        ["filter"] = "echo more >> plain.txt; git add plain.txt",
        ["diff"] = "echo more >> README.md; git --no-pager diff",
        ["address"] = "git push \"$SOURCE\" HEAD:refs/heads/x",
        ["bare"] = "cd embedded; git status",
        ["uploadpack"] = "git fetch origin",
        ["submodule"] = "git status",
        ["ssh"] = "git ls-remote ssh://host.invalid/x",
        ["alternates"] = "cd \"$SOURCE\"; git push \"$WORKSPACE\" main:refs/heads/pushed",
        ["credential"] = "printf 'protocol=https\\nhost=host.invalid\\n\\n' | git credential fill",
    };

    /// <summary>Plants the vectors.</summary>
    /// <param name="workspace">The workspace, whose configuration may be its own or that of the working trees.</param>
    /// <param name="canaries">The folder that the vectors leave files in.</param>
    /// <param name="outside">A repository outside.</param>
    /// <param name="nested">Whether repositories within the workspace are among them: they decide how it is closed.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    public static async Task PlantAsync(string workspace, string canaries, string outside, bool nested, CancellationToken cancellationToken)
    {
        var script = $$"""
            set -e
            G=$(cd "$(git rev-parse --git-common-dir)" && pwd); export HOME="$G"
            canary() { printf '#!/bin/sh\ntouch "%s/%s"\n[ %s != filter ] || cat\nexit 0\n' "$C" "$1" "$1" > "$G/canary-$1"; chmod 755 "$G/canary-$1"; echo "$G/canary-$1"; }
            commit() { git -c core.hooksPath=/dev/null -c user.name=a -c user.email=a@b.invalid commit -q "$@"; }
            # 1 hooks, in both places
            mkdir -p "$G/hooks" "$G/myhooks"
            for hook in {{string.Join(' ', s_hooks)}}; do cp "$(canary hooks)" "$G/hooks/$hook"; cp "$(canary hooks)" "$G/myhooks/$hook"; done
            # 4 a driver for differences and merges, 3 filters, for every file; 11 links; all of it among ignored files too
            printf '* filter=evil diff=evil merge=evil\n' > .gitattributes
            ln -s /etc/passwd link-out; ln -s / link-root; mkdir deep; ln -s ../../../.. deep/up
            mkdir ignored; cp .gitattributes ignored/; printf i > ignored/kept.txt; ln -s /etc/passwd ignored/link-out; ln -s / ignored/link-root
            printf 'x' > plain.txt; git add plain.txt link-out link-root deep; commit -m planted
            if [ "$NESTED" = True ]; then
              # 6 a repository that stands open in the tree, as a bare one does, 8 a submodule with a fsmonitor of its own
              git init -q --bare embedded; for entry in "core.bare false" "core.worktree $PWD" "core.fsmonitor $(canary bare)"; do git --git-dir=embedded config $entry; done
              git init -q sub; (cd sub; commit --allow-empty -m s)
              git -C sub config core.fsmonitor "$(canary submodule)"; mkdir -p sub/.git/hooks; for hook in {{string.Join(' ', s_hooks)}}; do cp "$(canary submodule)" "sub/.git/hooks/$hook"; done
              printf '[submodule "sub"]\n\tpath = sub\n\turl = ext::sh -c touch%% %s/submodule\n' "$C" > .gitmodules
              git -c core.hooksPath=/dev/null add .gitmodules sub; commit -m sub; printf y > sub/new; git config submodule.sub.update "!$(canary submodule)"
            fi
            # 10 alternates, with the command that lists their references
            printf '%s/objects\n' "$OUTSIDE" >> "$G/objects/info/alternates"; git config core.alternateRefsCommand "$(canary alternates)"
            # 7 upload-pack, 9 ssh, 12 credentials, 5 addresses
            git config uploadpack.packObjectsHook "$(canary uploadpack)"; git config remote.origin.uploadpack "$(canary uploadpack)"; git config uploadarchive.allowUnreachable true
            git config core.sshCommand "$(canary ssh)"; git config core.gitProxy "$(canary ssh)"; git config core.askPass "$(canary credential)"; git config credential.helper "!$(canary credential)"
            git config url."ext::$(canary address) ".pushInsteadOf /; git config url."ext::$(canary address) ".insteadOf "$OUTSIDE"; git config protocol.ext.allow always; git config remote.origin.receivepack "$(canary address)"; git config remote.pushDefault origin
            git config extensions.partialClone origin; git config remote.origin.promisor true; git config core.repositoryFormatVersion 1
            git config diff.external "$(canary diff)"; git config diff.evil.command "$(canary diff)"; git config diff.evil.textconv "$(canary diff)"; git config merge.evil.driver "$(canary diff)"; git config core.pager "$(canary diff)"; git config core.editor "$(canary diff)"; git config gpg.program "$(canary diff)"; git config commit.gpgSign true
            git config filter.evil.required true; git config filter.evil.clean "$(canary filter)"; git config filter.evil.smudge "$(canary filter)"
            git config core.hooksPath "$G/myhooks"
            # 2 last, because it takes part in each command from here on
            git config core.fsmonitor "$(canary fsmonitor)"
            """;
        var variables = new Dictionary<string, string?> { ["C"] = canaries, ["OUTSIDE"] = outside, ["NESTED"] = nested.ToString(), ["GIT_CONFIG_NOSYSTEM"] = "1" };
        var result = await new CommandRunner(TimeProvider.System).RunAsync(new CommandRequest { Command = new CommandLine("sh", "-c", script), WorkingDirectory = workspace, Environment = variables }, cancellationToken);
        Assert.True(result.Succeeded, result.Error);
        Clear(canaries);
    }

    /// <summary>Uses git as somebody does who thinks nothing of it.</summary>
    public static async Task UsePlainGitAsync(string script, GitRig rig, string workspace, CancellationToken cancellationToken)
    {
        var variables = new Dictionary<string, string?>
        {
            ["SOURCE"] = rig.SourcePath,
            ["WORKSPACE"] = workspace,
            ["HOME"] = rig.Home,
            ["GIT_CONFIG_NOSYSTEM"] = "1",
            ["GIT_TERMINAL_PROMPT"] = "0",
            ["GIT_AUTHOR_NAME"] = "A",
            ["GIT_AUTHOR_EMAIL"] = "a@b.invalid",
            ["GIT_COMMITTER_NAME"] = "A",
            ["GIT_COMMITTER_EMAIL"] = "a@b.invalid",
        };
        await new CommandRunner(TimeProvider.System).RunAsync(new CommandRequest { Command = new CommandLine("sh", "-c", script), WorkingDirectory = workspace, Environment = variables }, cancellationToken);
    }

    public static void Clear(string canaries)
    {
        Directory.Delete(canaries, recursive: true);
        Directory.CreateDirectory(canaries);
    }
}
