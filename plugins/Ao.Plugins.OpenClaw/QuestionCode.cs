using System.Security.Cryptography;
using System.Text;

namespace Ao.Plugins.OpenClaw;

/// <summary>Makes the short codes by which questions are answered.</summary>
internal static class QuestionCode
{
    public const int Length = 6;

    // Without I, L, O and U, which are misread or make words.
    private const string Letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// <summary>Gives the code of a question: always the same, and nobody can tell it from the question's id.</summary>
    /// <param name="secret">What it is made with.</param>
    /// <param name="consentId">The question.</param>
    /// <param name="turn">0, or more where the code before is another question's.</param>
    public static string Of(string secret, string consentId, int turn)
    {
        var hash = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"code\n{turn}\n{consentId}"));
        return new string([.. hash.Take(Length).Select(static value => Letters[value % Letters.Length])]);
    }

    /// <summary>Reads a code as people write it.</summary>
    public static string? Read(string text)
    {
        var code = text.ToUpperInvariant().Replace('O', '0').Replace('I', '1').Replace('L', '1');
        return code.Length == Length && code.All(static character => Letters.Contains(character, StringComparison.Ordinal)) ? code : null;
    }
}
