using System.Security.Cryptography;
using Ao;

namespace Quickstart;

/// <summary>Begins runs: makes their folder and writes down what they are to do. What cannot be begun leaves nothing behind.</summary>
internal static class NewRun
{
    /// <summary>Begins a run over a small project of its own.</summary>
    public static Task<RunPlan> OfSampleAsync(AgentArguments agent, CancellationToken cancellationToken) => BeginAsync(
        async folder =>
        {
            var repository = Path.Combine(folder, "shop");
            await SampleProject.CreateAsync(repository, cancellationToken);
            return new RunPlan
            {
                Folder = folder,
                Repository = repository,
                Prefix = NewPrefix(),
                Agent = agent.Name,
                Interactive = agent.Interactive,
                Program = agent.Name == PlannedAgent.Script ? ["sh", Script("sample-agent.sh")] : agent.Program,
                Verify = ["sh", "tests/run.sh"],
                Tasks = SampleProject.Tasks,
                IsSample = agent.Name == PlannedAgent.Script,
            };
        },
        cancellationToken);

    /// <summary>Begins a run over a repository of the person's.</summary>
    public static Task<RunPlan> OfRepositoryAsync(RepositoryArguments arguments, CancellationToken cancellationToken) => BeginAsync(
        folder => Task.FromResult(new RunPlan
        {
            Folder = folder,
            Scm = arguments.Scm,
            GitHubAddress = arguments.GitHubAddress,
            Repository = arguments.Repository,
            BaseBranch = arguments.BaseBranch,
            Prefix = NewPrefix(),
            Agent = arguments.Agent.Name,
            Interactive = arguments.Agent.Interactive,
            Program = arguments.Agent is { Name: PlannedAgent.Script, Program.Count: 0 } ? ["sh", Script("note-agent.sh")] : arguments.Agent.Program,
            Verify = arguments.Verify.Count > 0 ? arguments.Verify : ["sh", Script("no-conflict-markers.sh")],
            Tasks = PlanTasks(arguments.Tasks.Count > 0 ? arguments.Tasks : ["Note that Ao was here."]),
        }),
        cancellationToken);

    private static IReadOnlyList<PlannedTask> PlanTasks(IReadOnlyList<string> prompts)
    {
        for (var index = 0; index < prompts.Count; index++)
        {
            if (RunPlanRules.Fault(prompts[index]) is { } fault)
            {
                throw new AoException($"Task {index + 1} of {prompts.Count}, '{Printable.Quote(prompts[index])}', cannot be used: {fault}.");
            }
        }

        return [.. prompts.Select(static (prompt, index) => new PlannedTask(index + 1, prompt, []))];
    }

    private static async Task<RunPlan> BeginAsync(Func<string, Task<RunPlan>> planAsync, CancellationToken cancellationToken)
    {
        var folder = RunFolder.Create();
        try
        {
            var plan = await planAsync(folder);
            await RunPlanFile.SaveAsync(plan, cancellationToken);
            return plan;
        }
        catch
        {
            RunFolder.Discard(folder);
            throw;
        }
    }

    private static string NewPrefix() => $"demo-{RandomNumberGenerator.GetString("abcdefghijkmnpqrstuvwxyz23456789", 5)}";

    private static string Script(string name) => Path.Combine(AppContext.BaseDirectory, "scripts", name);
}
