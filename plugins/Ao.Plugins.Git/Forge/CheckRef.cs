using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;

namespace Ao.Plugins.Git.Forge;

/// <summary>The references that keep what a check said of a tree. A check is its name, its command and its timeout: one that is configured otherwise has said nothing yet.</summary>
internal static class CheckRef
{
    /// <summary>The number that the checks of base branches are kept under: no pull request has it.</summary>
    public const int Base = 0;

    public const string First = "refs/ao/checks/";
    public const string Further = "refs/ao/attempts/";

    /// <summary>Gives what tells one check of one tree of one pull request from all others.</summary>
    public static string PlaceOf(int number, string name, CheckOptions check, string tree)
    {
        string[] identity = [name, check.Timeout.Ticks.ToString(CultureInfo.InvariantCulture), .. check.Command];
        var hash = Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(identity, ForgeJson.Default.StringArray)));
        return string.Create(CultureInfo.InvariantCulture, $"{number}/{hash}/{tree}");
    }

    /// <summary>Gives the reference of an attempt. The first one has the place's own, the others lie below another one: no reference can be another's folder.</summary>
    public static string Of(string place, int attempt) => attempt == 1 ? First + place : string.Create(CultureInfo.InvariantCulture, $"{Further}{place}/{attempt}");
}
