using System.Text.Json;
using Ao;

namespace Quickstart;

/// <summary>Keeps the plan of a run in its folder.</summary>
internal static class RunPlanFile
{
    private const string FileName = "run.json";
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web) { WriteIndented = true, RespectNullableAnnotations = true };

    public static async Task<RunPlan> LoadAsync(string folder, CancellationToken cancellationToken)
    {
        var file = Path.Combine(folder, FileName);
        if (!Path.Exists(file))
        {
            throw new AoException($"'{Printable.Quote(folder)}' is not the folder of a run: it has no {FileName}. Give the folder that the interrupted run printed.");
        }

        try
        {
            await using var stream = File.OpenRead(file);
            var plan = await JsonSerializer.DeserializeAsync<RunPlan>(stream, s_json, cancellationToken);
            return RunPlanRules.Fault(plan, folder) is { } fault ? throw Damaged(file, fault) : plan!;
        }
        catch (JsonException exception)
        {
            throw Damaged(file, exception.Message, exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new AoException($"'{Printable.Quote(file)}' cannot be read: {exception.Message} Let your account read it.", exception);
        }
    }

    /// <summary>Saves a plan: whole, or not at all.</summary>
    public static async Task SaveAsync(RunPlan plan, CancellationToken cancellationToken)
    {
        var file = Path.Combine(plan.Folder, FileName);
        var draft = file + ".new";
        await using (var stream = File.Create(draft))
        {
            await JsonSerializer.SerializeAsync(stream, plan, s_json, cancellationToken);
            stream.Flush(flushToDisk: true);
        }

        File.Move(draft, file, overwrite: true);
    }

    private static AoException Damaged(string file, string problem, Exception? cause = null) =>
        new($"'{Printable.Quote(file)}' cannot be gone on with: {Printable.Clean(problem).TrimEnd('.')}. Put it right, or start a new run.", cause);
}
