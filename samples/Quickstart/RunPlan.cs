using System.Text.Json;
using Ao;
using Ao.Sessions;

namespace Quickstart;

/// <summary>What a run does: kept in its folder, so that an interrupted run can go on.</summary>
internal sealed record RunPlan
{
    private const string FileName = "run.json";
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web) { WriteIndented = true, RespectNullableAnnotations = true };

    /// <summary>Gets the folder that holds everything of the run.</summary>
    public required string Folder { get; init; }

    /// <summary>Gets the repository to work on.</summary>
    public required string Repository { get; init; }

    /// <summary>Gets the program that plays the agent.</summary>
    public required IReadOnlyList<string> Program { get; init; }

    /// <summary>Gets the program that verifies.</summary>
    public required IReadOnlyList<string> Verify { get; init; }

    /// <summary>Gets what the sessions are to do.</summary>
    public required IReadOnlyList<PlannedTask> Tasks { get; init; }

    public static async Task<RunPlan> LoadAsync(string folder, CancellationToken cancellationToken)
    {
        var file = Path.Combine(folder, FileName);
        if (!File.Exists(file))
        {
            throw new AoException($"'{Printable.Quote(folder)}' is not the folder of a run: it has no {FileName}. Give the folder that the interrupted run printed.");
        }

        await using var stream = File.OpenRead(file);
        try
        {
            var plan = await JsonSerializer.DeserializeAsync<RunPlan>(stream, s_json, cancellationToken)
                ?? throw new AoException($"'{file}' holds nothing. Start a new run.");

            // The folder may have been moved since.
            return plan with { Folder = Path.GetFullPath(folder) };
        }
        catch (JsonException exception)
        {
            throw new AoException($"'{file}' is damaged: {exception.Message} Start a new run.", exception);
        }
    }

    public static async Task<RunPlan> ForSampleAsync(CancellationToken cancellationToken)
    {
        var folder = NewFolder();
        var repository = Path.Combine(folder, "shop");
        await SampleProject.CreateAsync(repository, cancellationToken);
        return await SaveAsync(new RunPlan { Folder = folder, Repository = repository, Program = ["sh", Script("sample-agent.sh")], Verify = ["sh", "tests/run.sh"], Tasks = SampleProject.Tasks }, cancellationToken);
    }

    public static async Task<RunPlan> ForRepositoryAsync(string repository, IReadOnlyList<string> tasks, IReadOnlyList<string> program, IReadOnlyList<string> verify, CancellationToken cancellationToken)
    {
        var prompts = tasks.Count > 0 ? tasks : ["Note that Ao was here."];
        for (var index = 0; index < prompts.Count; index++)
        {
            if (string.IsNullOrWhiteSpace(prompts[index]) || prompts[index].Length > SpawnRequest.MaxTextLength)
            {
                throw new AoException($"Task {index + 1} of {prompts.Count} cannot be used: give 1 to {SpawnRequest.MaxTextLength:N0} characters.");
            }
        }

        return await SaveAsync(
            new RunPlan
            {
                Folder = NewFolder(),
                Repository = repository,
                Program = program.Count > 0 ? program : ["sh", Script("note-agent.sh")],
                Verify = verify.Count > 0 ? verify : ["sh", Script("no-conflict-markers.sh")],
                Tasks = [.. prompts.Select((prompt, index) => new PlannedTask(index + 1, prompt, []))],
            },
            cancellationToken);
    }

    /// <summary>Removes the folder of a run that never began: nothing was spawned in it.</summary>
    public void Discard()
    {
        if (!Directory.Exists(Path.Combine(Folder, "data", "sessions")))
        {
            Directory.Delete(Folder, recursive: true);
        }
    }

    private static async Task<RunPlan> SaveAsync(RunPlan plan, CancellationToken cancellationToken)
    {
        await using var stream = File.Create(Path.Combine(plan.Folder, FileName));
        await JsonSerializer.SerializeAsync(stream, plan, s_json, cancellationToken);
        return plan;
    }

    private static string NewFolder() => Directory.CreateTempSubdirectory("ao-quickstart-").FullName;

    private static string Script(string name) => Path.Combine(AppContext.BaseDirectory, "scripts", name);
}
