using System.Text.Json;
using Ao.Consents;

namespace Ao.Effects;

/// <summary>What the journal holds about effects, one stream for each operation.</summary>
internal static class EffectFacts
{
    /// <summary>An attempt is about to be made. From here on the effect may have happened.</summary>
    /// <param name="Key">The operation.</param>
    /// <param name="Kind">What it does.</param>
    /// <param name="Project">The project.</param>
    /// <param name="Session">The session that causes it, where one does.</param>
    /// <param name="Attempt">The number of the intent, from 1: one more after each certain failure.</param>
    /// <param name="Hash">The hash of the canonical form.</param>
    /// <param name="ConsentId">The consent that it uses, where it needs one.</param>
    /// <param name="Performer">The gate that makes the attempt: nobody else may while that gate lives.</param>
    /// <param name="Title">One line that says it to a person.</param>
    /// <param name="Parameters">Everything that decides what happens: what it takes to read it back.</param>
    public sealed record Intended(
        OperationKey Key,
        EffectKind Kind,
        ProjectId Project,
        SessionId? Session,
        int Attempt,
        string Hash,
        string? ConsentId,
        string Performer,
        string Title,
        IReadOnlyDictionary<string, string> Parameters);

    /// <summary>It happened.</summary>
    /// <param name="Key">The operation.</param>
    /// <param name="Attempt">The intent.</param>
    /// <param name="Result">What it created.</param>
    /// <param name="Found">Whether it was found rather than performed just now.</param>
    public sealed record Succeeded(OperationKey Key, int Attempt, JsonElement Result, bool Found);

    /// <summary>It did not happen, for certain.</summary>
    public sealed record Failed(OperationKey Key, int Attempt, string Reason);

    /// <summary>It may have happened.</summary>
    public sealed record Unknown(OperationKey Key, int Attempt, string Reason);

    /// <summary>A person has looked, and says whether it happened.</summary>
    public sealed record Declared(OperationKey Key, int Attempt, bool Happened, Operator By, string? Reason);
}
