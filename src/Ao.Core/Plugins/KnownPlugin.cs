namespace Ao.Plugins;

/// <summary>A plugin that was found or named, and what is known of it so far.</summary>
internal sealed class KnownPlugin
{
    private readonly string _id;
    private readonly Lazy<string?> _sha256;
    private PluginStatus _status = PluginStatus.Available;
    private string? _problem;

    public KnownPlugin(string id)
    {
        _id = id;
        _sha256 = new Lazy<string?>(Hash);
    }

    public string Id => _id;

    public SemanticVersion? Version { get; init; }

    public string? Folder { get; init; }

    /// <summary>Gets the hash of the folder, computed when it is first asked for; <see langword="null"/> where there is nothing to hash.</summary>
    public string? Sha256 => Manifest is null ? null : _sha256.Value;

    public PluginManifest? Manifest { get; set; }

    public PluginRegistration? Linked { get; init; }

    public IReadOnlyList<PluginSlot> Slots { get; set; } = [];

    /// <summary>Gets or sets whether the configuration names it, so that it may be loaded and must work.</summary>
    public bool IsNamed { get; set; }

    public LoadedPlugin? Loaded { get; private set; }

    /// <summary>Gets what loading is done under, so that it happens once.</summary>
    public Lock Gate { get; } = new();

    public PluginStatus Status => _status;

    public string? Problem => _problem;

    /// <summary>Gets whether it can be called. One that is loaded stays so, even when something that it hosts broke down.</summary>
    public bool IsUsable => Loaded is not null || _status is PluginStatus.Available or PluginStatus.Active;

    public void Fail(PluginStatus status, string problem)
    {
        // What was found first is the cause; what follows from it would hide it.
        if (_problem is null)
        {
            _problem = problem;
            _status = status;
        }
    }

    public void Activate(LoadedPlugin loaded)
    {
        Loaded = loaded;
        Slots = loaded.Slots;
        _status = PluginStatus.Active;
    }

    public PluginDescriptor Describe() => new()
    {
        Id = _id,
        Version = Version?.ToString(),
        Description = Manifest?.Description,
        Folder = Folder,
        Sha256 = Sha256,
        Slots = Slots,
        Status = _status,
        Problem = _problem,
    };

    private string? Hash()
    {
        try
        {
            return FolderHash.Compute(Folder!);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            // It only describes the plugin here. Where it is pinned, the same is an error.
            return null;
        }
    }
}
