using System.Security.Cryptography;
using System.Text;
using Ao.Scm;

namespace Ao.Git.Claims;

/// <summary>The limits of claims, and the names of the references that hold them.</summary>
internal static class ClaimRules
{
    /// <summary>Where the references of claims lie.</summary>
    public const string Prefix = "refs/ao/claims/";

    private const int MaxInstance = 100;
    private const int MaxReason = 1000;

    /// <summary>Gives the reference of what is claimed. Its name is hashed: no name becomes a part of a reference, and none is another's folder.</summary>
    public static string ReferenceOf(string resource) =>
        resource is { Length: > 0 and <= ClaimRequest.MaxResourceLength } && resource.All(static character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character is '-' or '_' or '.' or '/')
            ? Prefix + Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(resource)))
            : throw new AoException($"'{Printable.Quote(resource)}' cannot be claimed. Use 1 to {ClaimRequest.MaxResourceLength} of a-z, 0-9 and '-_./', such as 'issue/12'.");

    public static ClaimHolder RequireHolder(ClaimHolder holder)
    {
        ArgumentNullException.ThrowIfNull(holder);
        return holder.Instance is { Length: > 0 and <= MaxInstance } && Printable.Line(holder.Instance) == holder.Instance
            ? holder
            : throw new AoException($"'{Printable.Quote(holder.Instance)}' cannot hold a claim. Name the orchestrator with 1 to {MaxInstance} characters on one line.");
    }

    public static string? RequireReason(string? reason) =>
        reason is { Length: > MaxReason } ? throw new AoException($"The reason has {reason.Length} characters. Give {MaxReason} at most.") : reason;
}
