using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Ao.Configuration;
using Ao.Consents;
using Ao.Effects;

namespace Ao.Governance;

/// <summary>Everything that decides what a project's policy says, in the one way to write it.</summary>
/// <param name="Version">The first 16 digits of the SHA-256 of the text.</param>
/// <param name="Text">JSON. Lists are sorted and names are in lower case, so that what says the same is the same.</param>
internal sealed record PolicyContent(string Version, string Text)
{
    private const int VersionLength = 16;

    /// <summary>Gets what holds for a project that the configuration does not have: a person decides on everything.</summary>
    public static PolicyContent None { get; } = Of("""{"format":1,"gates":"everything"}""");

    public static PolicyContent Of(ProjectOptions project, IReadOnlyList<IEffectPolicy> owners)
    {
        var text = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(text))
        {
            json.WriteStartObject();
            json.WriteNumber("format", 1);
            WriteList(json, "floor", Enum.GetValues<EffectKind>().Where(ConsentFloor.IsOnFloor).Select(static kind => kind.ToString()));
            WriteList(json, "gates", project.Gates.Select(static kind => kind.ToString()));
            WriteOptions(json, project.Policy);
            json.WriteStartArray("policies");
            foreach (var policy in owners.OrderBy(static policy => policy.Name, StringComparer.Ordinal))
            {
                json.WriteStartObject();
                json.WriteString("name", policy.Name);
                json.WriteString("version", policy.Version);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Of(Encoding.UTF8.GetString(text.WrittenSpan));
    }

    private static PolicyContent Of(string text) => new(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..VersionLength], text);

    private static void WriteOptions(Utf8JsonWriter json, ProjectPolicyOptions options)
    {
        WriteList(json, "forkOwnersAllowed", options.ForkOwners.Allow.Select(static owner => owner.Trim().ToLowerInvariant()));
        WriteList(json, "forkOwnersDenied", options.ForkOwners.Deny.Select(static owner => owner.Trim().ToLowerInvariant()));
        json.WriteNumber("minConfidenceOfBugReports", options.MinConfidence.BugReport);
        json.WriteNumber("minConfidenceOfImprovementSuggestions", options.MinConfidence.ImprovementSuggestion);
        json.WriteBoolean("askBeforeSession", options.AskBeforeSession);
    }

    private static void WriteList(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }
}
