using System.Security.Cryptography;
using System.Text;

namespace Ao.Forks;

/// <summary>Names that no configuration is likely to use, for what an scm keeps apart from a project's own.</summary>
internal static class ApartProjects
{
    private const int HashLength = 16;

    /// <summary>Gives the name of something, the same at all times.</summary>
    /// <param name="kind">What it is, such as <c>upstream</c>.</param>
    /// <param name="text">What tells it from others of its kind.</param>
    public static ProjectId Of(string kind, string text) => new($"{kind}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..HashLength]}");
}
