using Ao;
using Ao.Sessions;

namespace Quickstart;

/// <summary>What has to hold of a plan that comes from a file, which anybody may have edited.</summary>
internal static class RunPlanRules
{
    /// <summary>Gives the first thing that is wrong with a plan; <see langword="null"/> where it can be worked with.</summary>
    public static string? Fault(RunPlan? plan, string folder) => plan switch
    {
        null => "it holds nothing",
        _ when !IsSame(plan.Folder, folder) => $"the run was begun in '{Printable.Quote(plan.Folder)}' and this is '{Printable.Quote(folder)}': its journal and workspaces name full paths, so move it back",
        _ when !PlannedScm.All.Contains(plan.Scm) => $"scm '{Printable.Quote(plan.Scm)}' is not known",
        _ when PlannedScm.Fault(plan.Scm, plan.Repository) is { } fault => fault,
        _ when PlannedScm.AddressFault(plan.GitHubAddress) is { } fault => fault,
        _ when !SessionId.IsValidPrefix(plan.Prefix) => $"prefix '{Printable.Quote(plan.Prefix)}' cannot begin the ids of sessions",
        _ when !PlannedAgent.All.Contains(plan.Agent) => $"agent '{Printable.Quote(plan.Agent)}' is not known",
        _ when !IsCommand(plan.Program) && (plan.Program is not [] || plan.Agent is PlannedAgent.Script or PlannedAgent.Acp) => "program names no program",
        _ when !IsCommand(plan.Verify) => "verify names no program",
        { Tasks.Count: 0 } => "it has no tasks",
        _ => plan.Tasks.Select(Fault).FirstOrDefault(static fault => fault is not null),
    };

    /// <summary>Gives what is wrong with the text of a task.</summary>
    public static string? Fault(string? prompt) =>
        string.IsNullOrWhiteSpace(prompt) ? "it is empty"
        : prompt.Length > SpawnRequest.MaxTextLength ? $"it has more than {SpawnRequest.MaxTextLength:N0} characters; put the long part into a file of the repository and name that"
        : null;

    private static string? Fault(PlannedTask? task, int index) => task switch
    {
        null or { DependsOn: null } => $"task {index + 1} is not whole",
        _ when task.Number != index + 1 => $"task {index + 1} has the number {task.Number}",
        _ when task.DependsOn.Any(number => number < 1 || number > index) => $"task {task.Number} depends on a task that does not come before it",
        _ => Fault(task.Prompt) is { } fault ? $"task {task.Number} cannot be used: {fault}" : null,
    };

    private static bool IsCommand(IReadOnlyList<string> command) => command.Count > 0 && !string.IsNullOrWhiteSpace(command[0]) && !command.Contains(null!);

    private static bool IsSame(string one, string other) => Path.TrimEndingDirectorySeparator(one) == Path.TrimEndingDirectorySeparator(other);
}
