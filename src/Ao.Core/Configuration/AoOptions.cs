using System.ComponentModel.DataAnnotations;

namespace Ao.Configuration;

/// <summary>The configuration of one orchestrator: the <c>Ao</c> section.</summary>
public sealed class AoOptions
{
    /// <summary>The name of the section that the default orchestrator is configured by.</summary>
    public const string SectionName = "Ao";

    internal static string DefaultPluginFolder { get; } = Path.Combine(AppContext.BaseDirectory, "plugins");

    /// <summary>Gets or sets the folder that holds the journal, workspaces and everything else that lasts. One orchestrator uses it at a time.</summary>
    /// <value>The default is <c>.ao</c> in the user's home folder.</value>
    [Required]
    public string DataFolder { get; set; } = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".ao");

    /// <summary>Gets or sets the folders that hold plugins, each as <c>id/version/</c>.</summary>
    /// <value>The default is <c>plugins</c> beside the host's program.</value>
    public IList<string> PluginFolders { get; set; } = [];

    /// <summary>Gets or sets the settings of plugins, by id. A plugin that a project names need not be here.</summary>
    public IDictionary<string, PluginOptions> Plugins { get; set; } = new Dictionary<string, PluginOptions>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets or sets whether a plugin is loaded from a folder only when its settings allow the folder's hash.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool RequirePinnedPlugins { get; set; }

    /// <summary>Gets or sets how long a plugin may take to answer a call that only looks, such as whether an agent is ready or how an issue stands, and to start what it hosts.</summary>
    /// <value>The default is 2 minutes.</value>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan PluginTimeout { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>Gets or sets the projects, by name.</summary>
    public IDictionary<string, ProjectOptions> Projects { get; set; } = new Dictionary<string, ProjectOptions>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets or sets how many sessions may run.</summary>
    public AdmissionOptions Admission { get; set; } = new();

    /// <summary>Gets or sets published prices of models, by which tokens are turned into money. Where there is none for a model, nothing is guessed.</summary>
    public IList<ModelPriceOptions> Prices { get; set; } = [];

    /// <summary>Gets or sets what is done when something happens to sessions and their pull requests, by the reaction's key. Projects set their own over it, field by field.</summary>
    public IDictionary<string, ReactionOptions> Reactions { get; set; } = new Dictionary<string, ReactionOptions>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets or sets what the whole host may spend, and how budgets are kept.</summary>
    public HostBudgetOptions Budget { get; set; } = new();

    /// <summary>Gets or sets how people are asked.</summary>
    public ConsentOptions Consent { get; set; } = new();

    /// <summary>Gets or sets who is told what, and when.</summary>
    public NotificationOptions Notifications { get; set; } = new();

    /// <summary>Gets or sets how long stopping may take: sessions whose runtime keeps them alive go on, the others are stopped.</summary>
    /// <value>The default is 10 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:10:00")]
    public TimeSpan StopTimeout { get; set; } = TimeSpan.FromSeconds(10);
}
