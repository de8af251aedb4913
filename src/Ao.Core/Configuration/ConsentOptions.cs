using System.ComponentModel.DataAnnotations;

namespace Ao.Configuration;

/// <summary>How people are asked for consent.</summary>
public sealed class ConsentOptions
{
    /// <summary>Gets or sets how long a question may wait for its answer, and an approval for its use.</summary>
    /// <value>The default is 15 minutes.</value>
    [Range(typeof(TimeSpan), "00:00:01", "30.00:00:00")]
    public TimeSpan Expiry { get; set; } = TimeSpan.FromMinutes(15);
}
