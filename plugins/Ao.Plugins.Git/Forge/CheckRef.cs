using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;

namespace Ao.Plugins.Git.Forge;

/// <summary>The references that keep what a check said of a tree. A check is its name, its command and its timeout: one that is configured otherwise has said nothing yet.</summary>
internal static class CheckRef
{
    public static string Of(int number, string name, CheckOptions check, string tree)
    {
        string[] identity = [name, check.Timeout.Ticks.ToString(CultureInfo.InvariantCulture), .. check.Command];
        var hash = Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(identity, GitJson.Default.StringArray)));
        return string.Create(CultureInfo.InvariantCulture, $"refs/ao/checks/{number}/{hash}/{tree}");
    }
}
