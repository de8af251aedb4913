using System.ComponentModel.DataAnnotations;

namespace Ao.Plugins.LocalFiles;

/// <summary>The options of the plugin.</summary>
internal sealed class LocalFilesOptions
{
    /// <summary>Gets or sets the folder that holds a folder for each project.</summary>
    /// <value>The default is <see langword="null"/>: the plugin's data folder. A relative path counts from there.</value>
    public string? Folder { get; set; }

    /// <summary>Gets or sets how often a watched project is looked at, besides when the operating system reports a change.</summary>
    /// <value>The default is 2 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:00.050", "01:00:00")]
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Gets or sets how long a change waits for another process that holds the project's lock.</summary>
    /// <value>The default is 30 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:10:00")]
    public TimeSpan LockTimeout { get; set; } = TimeSpan.FromSeconds(30);
}
