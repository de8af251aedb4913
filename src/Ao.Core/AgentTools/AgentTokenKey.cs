using System.Security.Cryptography;
using Ao.Sessions;

namespace Ao.AgentTools;

/// <summary>The key that tokens are made with: random bytes in a file of the data folder that only the owner reads.</summary>
internal sealed class AgentTokenKey(DataFolders folders)
{
    private const int Length = 32;
    private readonly Lock _lock = new();
    private byte[]? _value;

    /// <summary>Gets the key; it is made when it is first asked for.</summary>
    /// <exception cref="AoException">The file cannot be read or made, or holds no key.</exception>
    public byte[] Value
    {
        get
        {
            lock (_lock)
            {
                return _value ??= ReadOrMake(Path.Combine(folders.AgentTools, "token-key"));
            }
        }
    }

    private static byte[] ReadOrMake(string path)
    {
        try
        {
            if (!File.Exists(path))
            {
                Make(path);
            }

            OwnerFile.Protect(path);
            var key = File.ReadAllBytes(path);
            return key.Length == Length
                ? key
                : throw new AoException($"'{path}' holds no key of {Length} bytes. Remove it: a new one is made, and agents that run lose their tools until they are launched again.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new AoException($"The key of the agents' tools, '{path}', cannot be used: {Printable.Clean(exception.Message)}", exception);
        }
    }

    // Whole under its name or not at all, so that a crash leaves no half of a key.
    private static void Make(string path)
    {
        var draft = $"{path}.{Guid.NewGuid():n}";
        OwnerFile.Write(draft, RandomNumberGenerator.GetBytes(Length));
        File.Move(draft, path, overwrite: false);
    }
}
