using Ao.Git.Remotes;

namespace Ao.Git.Ledgers;

/// <summary>A place that chains are brought to and from: a repository in a folder or at an address, or a bundle file.</summary>
/// <param name="Address">The address as git takes it.</param>
/// <param name="Bundle">The full path of the bundle file, where it is one.</param>
internal sealed record LedgerPlace(RemoteAddress Address, string? Bundle)
{
    /// <exception cref="AoException">It can be none.</exception>
    /// <exception cref="TransientException">It is a path at which nothing is now.</exception>
    public static LedgerPlace Find(string location)
    {
        var place = Parse(location, wantsBundle: false);
        return place.Bundle is not null || place.Address.Transport != RemoteTransport.File || Directory.Exists(place.Folder)
            ? place
            : throw new TransientException($"There is nothing at '{Printable.Quote(location)}', where a ledger is looked for. Mount or connect what holds it; or correct the place, which is a folder with a repository, an address or a bundle file.");
    }

    /// <param name="location">What the owner wrote.</param>
    /// <param name="wantsBundle">Whether it names a bundle file that may not be there yet.</param>
    public static LedgerPlace Parse(string location, bool wantsBundle)
    {
        var address = RemoteAddress.Parse(location);
        var place = new LedgerPlace(address, null);
        return address.Transport == RemoteTransport.File && (wantsBundle || File.Exists(place.Folder)) ? place with { Bundle = place.Folder }
            : wantsBundle ? throw new AoException($"'{Printable.Quote(location)}' cannot be a bundle file. Give the full path of one.")
            : place;
    }

    private string Folder => Path.GetFullPath(Address.Text.StartsWith("file://", StringComparison.Ordinal) ? new Uri(Address.Text).LocalPath : Address.Text);
}
