using System.ComponentModel.DataAnnotations;

namespace Ao.Plugins.Email;

/// <summary>The options of the plugin.</summary>
internal sealed class EmailOptions
{
    /// <summary>Gets or sets the mail server's name or address.</summary>
    [Required]
    public string Host { get; set; } = "";

    /// <summary>Gets or sets the server's port.</summary>
    /// <value>The default is 0: 587 for StartTls, 465 for Tls, 25 for None.</value>
    [Range(0, 65535)]
    public int Port { get; set; }

    /// <summary>Gets or sets how the connection is protected.</summary>
    /// <value>The default is StartTls, and a server that does not offer it is refused.</value>
    public MailSecurity Security { get; set; } = MailSecurity.StartTls;

    /// <summary>Gets or sets whether mails and the password may go to another machine in the open.</summary>
    /// <value>The default is <see langword="false"/>: without encryption only to this machine.</value>
    public bool AllowPlain { get; set; }

    /// <summary>Gets or sets a file with certificates (PEM) of authorities that may have signed the server's, instead of those that the machine trusts.</summary>
    /// <value>The default is <see langword="null"/>: those that the machine trusts.</value>
    public string? CertificateAuthorityFile { get; set; }

    /// <summary>Gets or sets the user to log in as.</summary>
    /// <value>The default is <see langword="null"/>: no login.</value>
    public string? UserName { get; set; }

    /// <summary>Gets or sets the user's password.</summary>
    public string? Password { get; set; }

    /// <summary>Gets or sets the sender: an address, or a name and an address as in <c>Ao &lt;ao@example.com&gt;</c>.</summary>
    [Required]
    public string From { get; set; } = "";

    /// <summary>Gets or sets who gets the mails.</summary>
    [Required]
    [MinLength(1)]
    public IList<string> To { get; set; } = [];

    /// <summary>Gets or sets how long connecting and sending together may take.</summary>
    /// <value>The default is 30 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:10:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);
}
