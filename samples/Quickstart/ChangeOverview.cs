using Ao;
using Ao.Commands;
using Ao.Consents;

namespace Quickstart;

/// <summary>Says what a request for consent would change: commits, files, and the command that shows it all.</summary>
/// <remarks>It is read from the control repository, which agents cannot write to: git in a workspace would run what an agent has configured there.</remarks>
internal sealed class ChangeOverview(RunPlan plan)
{
    private const int MaxLines = 30;
    private readonly CommandRunner _commands = new(TimeProvider.System);
    private readonly string _repository = Path.Combine(plan.Folder, "data", "plugins", plan.Scm, "projects", Embedding.Project, "control.git");

    /// <summary>Describes the change; nothing, where the request is about none.</summary>
    public async Task<Change?> DescribeAsync(Consent consent, CancellationToken cancellationToken)
    {
        if (!consent.Parameters.TryGetValue("headRevision", out var revision) || !consent.Parameters.TryGetValue("baseBranch", out var branch))
        {
            return null;
        }

        var start = $"refs/ao/source/heads/{branch}";
        var commits = await ReadAsync(cancellationToken, "log", "--oneline", "--no-decorate", $"--max-count={MaxLines}", $"{start}..{revision}");
        var files = await ReadAsync(cancellationToken, "diff", "--stat=100", $"--stat-count={MaxLines}", "--no-ext-diff", "--no-textconv", $"{start}...{revision}");
        return new Change($"{commits}\n{files}", $"git --git-dir {_repository} diff {start}...{revision[..Math.Min(12, revision.Length)]}");
    }

    private async Task<string> ReadAsync(CancellationToken cancellationToken, params string[] arguments)
    {
        var result = await _commands.RunAsync(new CommandRequest { Command = new CommandLine("git", ["--git-dir", _repository, "-c", "core.quotePath=false", .. arguments, "--"]) }, cancellationToken);
        return result.Succeeded ? result.Output.TrimEnd() : $"(git {arguments[0]} could not tell: {result.Error.Trim()})";
    }
}
