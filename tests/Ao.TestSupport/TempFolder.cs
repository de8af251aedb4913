namespace Ao.TestSupport;

/// <summary>A folder of a test's own, removed at its end.</summary>
public sealed class TempFolder : IDisposable
{
    /// <summary>Makes the folder.</summary>
    public TempFolder() => Path = Directory.CreateTempSubdirectory("ao-test-").FullName;

    /// <summary>Gets the folder.</summary>
    public string Path { get; }

    /// <summary>Gives the path of something in the folder.</summary>
    public string Combine(params string[] parts) => System.IO.Path.Combine([Path, .. parts]);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Directory.Exists(Path))
        {
            Directory.Delete(Path, recursive: true);
        }
    }
}
