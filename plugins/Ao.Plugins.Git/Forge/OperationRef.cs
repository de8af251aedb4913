using System.Security.Cryptography;
using System.Text;

namespace Ao.Plugins.Git.Forge;

/// <summary>The references that say what an operation made, so that one key stands for one effect.</summary>
internal static class OperationRef
{
    public static string Of(OperationKey key) => $"refs/ao/operations/{Hash(key)}";

    public static string Hash(OperationKey key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key.Value)));
}
