using System.Globalization;
using System.Text.Json;

namespace Ao.Plugins.Git.Forge;

/// <summary>Keeps review threads: a reference for each, changed only from what was read.</summary>
internal static class ThreadRecords
{
    public const string All = "refs/ao/threads/";
    private const int Batch = 200;

    public static string PrefixOf(int number) => string.Create(CultureInfo.InvariantCulture, $"{All}{number}/");

    /// <summary>Reads the threads of a pull request, oldest first, each with the object that its next change must expect.</summary>
    public static async ValueTask<IReadOnlyList<(ThreadRecord Record, string Id)>> ReadAsync(ControlRepository forge, int number, CancellationToken cancellationToken)
    {
        var references = await forge.ListRefsAsync(PrefixOf(number), cancellationToken).ConfigureAwait(false);
        var threads = new List<(ThreadRecord Record, string Id)>(references.Count);
        foreach (var batch in references.Chunk(Batch))
        {
            var texts = await forge.ReadTextsAsync([.. batch.Select(static reference => reference.Name)], cancellationToken).ConfigureAwait(false);
            threads.AddRange(texts.Select(static text => (Parse(text), text.Id)));
        }

        return [.. threads.OrderBy(static thread => thread.Record.Number)];
    }

    /// <summary>Writes a thread, if it still is what was read.</summary>
    public static async ValueTask<bool> TryWriteAsync(ControlRepository forge, int number, ThreadRecord record, string? expected, CancellationToken cancellationToken)
    {
        var blob = await forge.WriteBlobAsync(JsonSerializer.Serialize(record, ForgeJson.Default.ThreadRecord), cancellationToken).ConfigureAwait(false);
        return await forge.TryUpdateRefsAsync(cancellationToken, new RefChange(string.Create(CultureInfo.InvariantCulture, $"{PrefixOf(number)}{record.Number}"), blob, expected)).ConfigureAwait(false);
    }

    public static ThreadRecord Parse(RefText text) => text.Read(ForgeJson.Default.ThreadRecord, "review thread");
}
