using System.Security.Cryptography;
using System.Text;

namespace Ao.Effects;

/// <summary>Makes the keys of operations: the journal's own name, whom the operation is for, and what it is.</summary>
internal sealed class OperationKeys(InstanceProjection instance)
{
    private const int HashLength = 16;

    /// <summary>Gets the name that every key begins with.</summary>
    public string Instance => instance.Instance;

    public OperationKey Of(SessionId session, string what) => Of($"{session}/{what}");

    public OperationKey Of(ProjectId project, string what) => Of($"{project}/{what}");

    public OperationKey Of(string what) => new($"{instance.Instance}/{what}");

    /// <summary>Gives the part of a key that stands for a caller's intent: the caller's own key, or one that no other intent has.</summary>
    public static string IntentOf(OperationKey? key) => key is { } given ? Part(given.Value) : Guid.NewGuid().ToString("n");

    /// <summary>Makes a part of a key from any text: the text itself where a key can hold it, its hash otherwise.</summary>
    public static string Part(string text) =>
        text.Length <= 64 && !text.Contains('/', StringComparison.Ordinal) && OperationKey.TryParse(text, null, out _)
            ? text
            : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..HashLength];
}
