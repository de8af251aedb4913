using System.Text.Json.Nodes;

namespace Ao.EndToEnd.Tests;

/// <summary>What the local forge, the tracker and the workspaces hold of a run: read with plain git and from plain files, without Ao.</summary>
internal sealed class QuickstartRecords(string run)
{
    private readonly string _project = Path.Combine(run, "data", "plugins", "git", "projects", "quickstart");

    private string Control => Path.Combine(_project, "control.git");

    /// <summary>Reads the pull requests that the forge has.</summary>
    public async Task<IReadOnlyList<JsonNode>> PullRequestsAsync()
    {
        var refs = await GitAsync("for-each-ref", "--format=%(refname)", "refs/ao/pulls/*/meta");
        return [.. await Task.WhenAll(Lines(refs).Select(async name => JsonNode.Parse(await GitAsync("cat-file", "blob", name))!))];
    }

    /// <summary>Counts the issues that the tracker has.</summary>
    public int CountIssues() => Directory.EnumerateFiles(Path.Combine(run, "data", "plugins", "local-files", "quickstart", "issues"), "*.json").Count();

    /// <summary>Reads a file that an agent wrote: from its workspace, or from what its closing has kept.</summary>
    public async Task<string> WrittenAsync(string session, string file)
    {
        var open = Path.Combine(_project, "workspaces", session, file);
        return File.Exists(open) ? (await File.ReadAllTextAsync(open)).Trim() : await GitAsync("show", $"refs/ao/closed/{session}:{file}");
    }

    public static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private Task<string> GitAsync(params string[] arguments) => Git.RunAsync(Control, arguments);
}
