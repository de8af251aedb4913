using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Ao.Git.Ledgers;

/// <summary>How a repository names its objects.</summary>
/// <param name="Name">The name that git gives it: <c>sha1</c> or <c>sha256</c>.</param>
internal sealed record ObjectFormat(string Name)
{
    /// <summary>Gets how many bytes an id has.</summary>
    public int IdBytes => IsShort ? 20 : 32;

    /// <summary>Gets the header of a commit that holds its signature.</summary>
    public string SignatureHeader => IsShort ? "gpgsig" : "gpgsig-sha256";

    private bool IsShort => Name == "sha1";

    /// <summary>Gives the id of an object.</summary>
    public string IdOf(string type, ReadOnlySpan<byte> content)
    {
        using var hash = NewHash();
        hash.AppendData(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{type} {content.Length}\0")));
        hash.AppendData(content);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Gives what stands at the end of a pack.</summary>
    public byte[] ChecksumOf(ReadOnlySpan<byte> pack)
    {
        using var hash = NewHash();
        hash.AppendData(pack);
        return hash.GetHashAndReset();
    }

    // The names of git's objects; whether a record is genuine hangs on its signature, which is not made over them alone.
#pragma warning disable CA5350
    private IncrementalHash NewHash() => IncrementalHash.CreateHash(IsShort ? HashAlgorithmName.SHA1 : HashAlgorithmName.SHA256);
#pragma warning restore CA5350
}
