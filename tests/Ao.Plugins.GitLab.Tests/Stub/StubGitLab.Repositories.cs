using Ao.Commands;

namespace Ao.Plugins.GitLab.Tests.Stub;

/// <content>What lies in repositories: set by a test, or real ones in a folder.</content>
internal sealed partial class StubGitLab
{
    private readonly CommandRunner _commands = new(TimeProvider.System);

    /// <summary>Gives the newest revision of a branch.</summary>
    public string? TipOf(StubProject project, string branch)
    {
        if (GitRoot is null)
        {
            return project.Branches.GetValueOrDefault(branch);
        }

        var tip = Git(project, "rev-parse", "--verify", "--quiet", $"refs/heads/{branch}").Trim();
        return tip.Length == 0 ? null : tip;
    }

    /// <summary>Puts a merge request's change into its target branch, as the project's settings say.</summary>
    private string Land(StubProject project, StubRequest request, bool isSquashed)
    {
        var head = HeadOf(request)!;
        if (GitRoot is null)
        {
            var commit = project.MergeMethod == "ff" && !isSquashed ? head : new string((char)('0' + (request.Iid % 10)), 40);
            project.Branches[request.TargetBranch] = commit;
            return commit;
        }

        var tip = TipOf(project, request.TargetBranch)!;
        var landed = head;
        if (project.MergeMethod != "ff" || isSquashed)
        {
            var tree = Git(project, "merge-tree", "--write-tree", tip, head).Split('\n')[0].Trim();
            string[] parents = isSquashed ? ["-p", tip] : ["-p", tip, "-p", head];
            landed = Git(project, ["-c", "user.name=GitLab", "-c", "user.email=gitlab@example.org", "commit-tree", tree, .. parents, "-m", request.Title]).Trim();
        }

        Git(project, "update-ref", $"refs/heads/{request.TargetBranch}", landed, tip);
        return landed;
    }

    private string Git(StubProject project, params string[] arguments)
    {
        var request = new CommandRequest { Command = new CommandLine("git", ["-C", Path.Combine(GitRoot!, $"{project.Path}.git"), .. arguments]), InheritEnvironment = true };
        return _commands.RunAsync(request).AsTask().GetAwaiter().GetResult().Output;
    }
}
