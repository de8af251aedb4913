using System.Security.Cryptography;
using System.Text;

namespace Ao.Alignment;

/// <summary>Names verdicts by what they are about, so that the same check has the same name on every host.</summary>
internal static class VerdictKey
{
    /// <param name="revision">The change.</param>
    /// <param name="baseRevision">What it is a change of.</param>
    /// <param name="forkRevision">The fork.</param>
    /// <param name="rules">The rules.</param>
    /// <param name="declared">What the fork has declared to rely on: where that changes, it is another check.</param>
    public static string Of(string revision, string baseRevision, string forkRevision, string rules, IReadOnlyCollection<string>? declared = null) =>
        Hash($"ao-verdict/1\n{rules}\n{baseRevision}\n{revision}\n{forkRevision}{(declared is { Count: > 0 } ? $"\n{Hash(string.Join('\n', declared.Order(StringComparer.Ordinal)))}" : "")}");

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
