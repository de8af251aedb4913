using System.Text.Json;
using Ao.Scm;

namespace Ao.Plugins.Git.Forge;

/// <summary>Keeps what checks said, each attempt for itself.</summary>
internal static class CheckRecords
{
    /// <summary>Finds the newest attempts of checks at a tree, in the order of their names.</summary>
    public static async ValueTask<IReadOnlyList<CheckSlot>> FindAsync(ControlRepository forge, int number, IEnumerable<KeyValuePair<string, CheckOptions>> checks, string tree, CancellationToken cancellationToken)
    {
        var references = await forge.ListRefsAsync([$"{CheckRef.First}{number}/", $"{CheckRef.Further}{number}/"], cancellationToken).ConfigureAwait(false);
        var index = new CheckIndex(references);
        return [.. checks.OrderBy(static check => check.Key, StringComparer.Ordinal).Select(check => index.Find(number, check.Key, check.Value, tree))];
    }

    /// <summary>Reads what attempts said; what has said nothing yet is pending.</summary>
    public static async ValueTask<IReadOnlyList<Check>> ReadAsync(ControlRepository forge, IReadOnlyList<CheckSlot> slots, CancellationToken cancellationToken)
    {
        var ids = slots.Select(static slot => slot.Id).OfType<string>().Distinct(StringComparer.Ordinal).ToArray();
        var texts = (await forge.ReadTextsAsync(ids, cancellationToken).ConfigureAwait(false)).ToDictionary(static text => text.Name, StringComparer.Ordinal);
        return [.. slots.Select(slot => Describe(slot, texts))];
    }

    public static Check Describe(CheckSlot slot, IReadOnlyDictionary<string, RefText> texts) =>
        slot.Id is { } id && texts.TryGetValue(id, out var text)
            ? text.Read(ForgeJson.Default.Check, "check") with { Attempt = slot.Attempt }
            : Pending(slot.Name, slot.Attempt);

    /// <summary>Keeps a verdict, if nobody gave one to the same attempt meanwhile.</summary>
    /// <returns>The verdict that stands.</returns>
    public static async ValueTask<Check> KeepAsync(ControlRepository forge, CheckSlot slot, Check check, CancellationToken cancellationToken)
    {
        var blob = await WriteAsync(forge, check, cancellationToken).ConfigureAwait(false);
        return await forge.TryUpdateRefsAsync(cancellationToken, new RefChange(slot.Reference, blob, slot.Id)).ConfigureAwait(false)
            || await forge.ReadTextAsync(slot.Reference, cancellationToken).ConfigureAwait(false) is not { } other
            ? check
            : Describe(slot with { Id = other.Id }, new Dictionary<string, RefText> { [other.Id] = other });
    }

    public static ValueTask<string> WriteAsync(ControlRepository forge, Check check, CancellationToken cancellationToken) =>
        forge.WriteBlobAsync(JsonSerializer.Serialize(check, ForgeJson.Default.Check), cancellationToken);

    public static Check Pending(string name, int attempt) => new() { Name = name, State = CheckState.Pending, Attempt = attempt };
}
